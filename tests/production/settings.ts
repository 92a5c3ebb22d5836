import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Setting {
  name: string;
  value: string;
  /** Without a `#` in front: whoever copies the file has to fill it in. */
  demanded: boolean;
}

/** The lines of `.env.example` that name a setting. */
export function readExample(): Setting[] {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, hash, name = '', value = ''] = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return hash === undefined ? [] : [{ name, value, demanded: hash === '' }];
  });
}

export interface Service {
  image: string;
  build?: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | null>;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  restart?: string;
  init?: boolean;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

export interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
}

const COMPOSE_FILE = 'docker-compose.yml';

export function readCompose(): Compose {
  return parse(readFileSync(COMPOSE_FILE, 'utf8'), { merge: true }) as Compose;
}

export interface Variable {
  name: string;
  /** `undefined` where compose stops without a value. */
  fallback: string | undefined;
}

/** The variables that compose itself fills in: `${NAME:?why}` and `${NAME:-default}`. */
export function readComposeVariables(): Variable[] {
  const text = readFileSync(COMPOSE_FILE, 'utf8');
  return [...text.matchAll(/\$\{(\w+):([?-])([^}]*)\}/g)].map(([, name = '', kind, rest = '']) => ({
    name,
    fallback: kind === '?' ? undefined : rest,
  }));
}

/** An environment as compose hands it to a container, when `.env` holds `values`. */
export function environmentOf(service: Service, values: Record<string, string>): Record<string, string> {
  const entries = Object.entries(service.environment ?? {}).flatMap(([name, value]) => {
    const handed = value === null ? values[name] : fillIn(value, values);
    return handed === undefined ? [] : [[name, handed] as const];
  });
  return Object.fromEntries(entries);
}

function fillIn(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = values[name] || (kind === '-' ? rest : '');
    if (!value) throw new Error(`${name}: ${rest}`);
    return value;
  });
}

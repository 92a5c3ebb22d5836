/** Served from where npm put it; it puts itself into the global scope. */
declare module '*/vendor/idb.js';

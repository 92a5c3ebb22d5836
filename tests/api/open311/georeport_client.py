"""Asks an Open311 endpoint everything that the georeport client can, and prints it as JSON."""

import json
import sys

from georeport import GeoReport

root, output_format, code = sys.argv[1:]
client = GeoReport(root, jurisdiction="kota-jambi", output_format=output_format)

services = client.get_service_list()
print(
    json.dumps(
        {
            "services": services,
            "definition": client.get_service_definition(services[0]["service_code"]),
            "request": client.get_service_request(code),
            "requests": client.get_service_requests(),
            "open": client.get_service_requests(status="open", service_code="jalan,drainase"),
            "named": client.get_service_requests(service_request_id=code),
            "span": client.get_service_requests(
                start_date="2026-01-01T00:00:00+07:00", status="open,closed"
            )
            if output_format == "json"
            else [],
        }
    )
)

package bulkhead.edges.libvirt.migration_in_clear_test

import data.bulkhead.edges.libvirt.migration_in_clear as edge

_host(settings) := {"machine": {"libvirt": {"qemu.conf": settings}}}

test_in_clear if count(edge.unknown) == 1 with input as _host({"migration_address": "0.0.0.0"})

test_with_tls if count(edge.unknown) == 0 with input as _host({"migration_address": "0.0.0.0", "migrate_tls_force": "1"})

test_nothing_of_migration if count(edge.unknown) == 0 with input as _host({})

test_never_certain if count(edge.deny) == 0 with input as _host({"migration_host": "hv1"})

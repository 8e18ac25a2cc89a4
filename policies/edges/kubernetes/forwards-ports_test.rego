package bulkhead.edges.kubernetes.forwards_ports_test

import data.bulkhead.edges.kubernetes.forwards_ports as edge

_grant(ways) := {"grant": {"ways": ways, "bindings": ["b"], "clusterWide": false}}

test_forwards if count(edge.deny) == 1 with input as _grant(["forward-ports"])

test_reads if count(edge.deny) == 0 with input as _grant(["read-logs"])

test_has_all if count(edge.deny) == 0 with input as _grant(["cluster-admin", "forward-ports"])

package bulkhead.edges.kubernetes.becomes_admin_test

import data.bulkhead.edges.kubernetes.becomes_admin as edge

_grant(ways, wide) := {"grant": {"ways": ways, "clusterWide": wide, "bindings": ["b"]}}

test_admin if count(edge.deny) == 1 with input as _grant(["cluster-admin"], true)

test_namespace_admin if count(edge.deny) == 0 with input as _grant(["cluster-admin"], false)

test_webhooks if count(edge.deny) == 1 with input as _grant(["write-webhooks"], true)

test_other if count(edge.deny) == 0 with input as _grant(["create-pods"], true)

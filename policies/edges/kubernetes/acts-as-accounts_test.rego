package bulkhead.edges.kubernetes.acts_as_accounts_test

import data.bulkhead.edges.kubernetes.acts_as_accounts as edge

_grant(ways, wide) := {"grant": {"ways": ways, "clusterWide": wide, "bindings": ["b"]}}

test_impersonates if count(edge.deny) == 1 with input as _grant(["impersonate-accounts"], true)

test_namespace_admin if count(edge.deny) == 1 with input as _grant(["cluster-admin"], false)

test_cluster_admin_is_another_edge if count(edge.deny) == 0 with input as _grant(["cluster-admin"], true)

test_other if count(edge.deny) == 0 with input as _grant(["create-pods"], false)

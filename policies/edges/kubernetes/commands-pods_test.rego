package bulkhead.edges.kubernetes.commands_pods_test

import data.bulkhead.edges.kubernetes.commands_pods as edge

_grant(ways, wide) := {"grant": {"ways": ways, "clusterWide": wide, "bindings": ["b"]}}

test_exec if count(edge.deny) == 1 with input as _grant(["exec-into-pods"], false)

test_two if count(edge.deny) == 2 with input as _grant(["change-pods", "exec-into-pods"], true)

test_namespace_admin if count(edge.deny) == 1 with input as _grant(["cluster-admin"], false)

test_cluster_admin_is_another_edge if count(edge.deny) == 0 with input as _grant(["cluster-admin"], true)

test_get_from_kubelets if count(edge.unknown) == 1 with input as _grant(["get-from-kubelets"], true)

test_other if {
	count(edge.deny) == 0 with input as _grant(["create-pods"], false)
	count(edge.unknown) == 0 with input as _grant(["create-pods"], false)
}

test_unclear if {
	count(edge.unknown) == 1 with input as {"grant": {"ways": [], "unclear": {"unknown": "unread", "why": "no role"}}}
}

test_get_with_the_gate_off if {
	grant := {"ways": ["get-into-pods"], "bindings": ["b"], "clusterWide": false}
	count(edge.deny) == 1 with input as {"grant": grant, "facts": {"getRunsCommands": true}}
	count(edge.deny) == 0 with input as {"grant": grant, "facts": {}}
}

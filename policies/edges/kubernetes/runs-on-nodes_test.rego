package bulkhead.edges.kubernetes.runs_on_nodes_test

import data.bulkhead.edges.kubernetes.runs_on_nodes as edge

_grant(ways, levels, guards) := {
	"grant": {"ways": ways, "bindings": ["b"]},
	"facts": {"podSecurity": levels, "guards": guards},
}

test_no_level if count(edge.deny) == 1 with input as _grant(["create-pods"], [""], [])

test_privileged if count(edge.deny) == 1 with input as _grant(["create-pods"], ["privileged"], [])

test_baseline if {
	count(edge.deny) == 0 with input as _grant(["create-pods"], ["baseline"], [])
	count(edge.unknown) == 0 with input as _grant(["create-pods"], ["baseline"], [])
}

test_no_namespace if count(edge.deny) == 0 with input as _grant(["create-pods"], [], [])

test_guarded if {
	count(edge.deny) == 0 with input as _grant(["create-pods"], [""], ["ValidatingWebhookConfiguration w"])
	count(edge.unknown) == 1 with input as _grant(["create-pods"], [""], ["ValidatingWebhookConfiguration w"])
}

test_volumes if count(edge.deny) == 1 with input as _grant(["create-host-volumes", "create-pods"], ["restricted"], ["w"])

test_level_not_known if {
	count(edge.unknown) == 1 with input as _grant(["create-pods"], {"unknown": "unread", "why": "no"}, [])
}

test_other if count(edge.deny) == 0 with input as _grant(["exec-into-pods"], [""], [])

package bulkhead.edges.kubernetes.obtains_tokens_test

import data.bulkhead.edges.kubernetes.obtains_tokens as edge

_grant(ways) := {"grant": {"ways": ways, "clusterWide": false, "bindings": ["b"]}}

test_pods if count(edge.deny) == 1 with input as _grant(["create-pods"])

test_tokens if count(edge.deny) == 1 with input as _grant(["create-tokens"])

test_secrets if {
	count(edge.deny) == 0 with input as _grant(["read-secrets"])
	count(edge.unknown) == 1 with input as _grant(["read-secrets"])
}

test_minted if {
	count(edge.deny) == 1 with input as _grant(["mint-secrets", "read-secrets"])
	count(edge.unknown) == 0 with input as _grant(["mint-secrets", "read-secrets"])
}

test_other if count(edge.deny) == 0 with input as _grant(["exec-into-pods"])

test_unclear if {
	count(edge.unknown) == 1 with input as {"grant": {"ways": [], "unclear": {"unknown": "unread", "why": "no role"}}}
}

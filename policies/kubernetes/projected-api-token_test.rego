package bulkhead.kubernetes.projected_api_token_test

import data.bulkhead.kubernetes.projected_api_token as control

_given(token, name, workload) := {
	"volume": {"name": name, "projected": {"sources": [{"configMap": {"name": "c"}}, {"serviceAccountToken": token}]}},
	"facts": {"workload": workload},
}

_denied := {{
	"path": ["volume", "projected", "sources", 1, "serviceAccountToken", "audience"],
	"message": "holds a token of the pod's account for the API server",
}}

test_fail if {
	control.deny == _denied with input as _given({"path": "token"}, "t", "Pod")
	control.deny == _denied with input as _given({"path": "token", "audience": ""}, "t", "Deployment")
	control.deny == _denied with input as _given({"path": "token", "audience": null}, "t", "Deployment")

	# Near miss: the name of what the API server adds, in a template.
	control.deny == _denied with input as _given({"path": "token"}, "kube-api-access-abcde", "Deployment")
}

test_pass if {
	control.deny == set() with input as _given({"path": "token", "audience": "vault"}, "t", "Pod")
	control.deny == set() with input as _given({"path": "token"}, "kube-api-access-abcde", "Pod")
	control.deny == set() with input as _given(null, "t", "Pod")
	control.deny == set() with input as {"volume": {"name": "t", "projected": {"sources": null}}, "facts": {"workload": "Pod"}}
	control.deny == set() with input as {"volume": {"name": "t", "emptyDir": {}}, "facts": {"workload": "Pod"}}
}

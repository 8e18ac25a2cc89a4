package bulkhead.edges.kubernetes.wide_kernel_test

import data.bulkhead.edges.kubernetes.wide_kernel as edge

test_default_container if {
	count(edge.deny) >= 4 with input as {"container": {}, "pod": {"spec": {}}}
}

test_hardened if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {
			"runAsNonRoot": true,
			"allowPrivilegeEscalation": false,
			"capabilities": {"drop": ["ALL"]},
			"seccompProfile": {"type": "RuntimeDefault"},
		}},
		"pod": {"spec": {}},
	}
}

test_inherits if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {
			"allowPrivilegeEscalation": false,
			"capabilities": {"drop": ["ALL"]},
		}},
		"pod": {"spec": {"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}}}},
	}
}

test_root_in_user_namespace if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {
			"runAsUser": 0,
			"allowPrivilegeEscalation": false,
			"capabilities": {"drop": ["ALL"]},
			"seccompProfile": {"type": "RuntimeDefault"},
		}},
		"pod": {"spec": {"hostUsers": false}},
	}
}

test_root if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {
			"runAsUser": 0,
			"allowPrivilegeEscalation": false,
			"capabilities": {"drop": ["ALL"]},
			"seccompProfile": {"type": "RuntimeDefault"},
		}},
		"pod": {"spec": {}},
	}
}

test_app_armor_off if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {
			"appArmorProfile": {"type": "Unconfined"},
			"runAsNonRoot": true,
			"allowPrivilegeEscalation": false,
			"capabilities": {"drop": ["ALL"]},
			"seccompProfile": {"type": "RuntimeDefault"},
		}},
		"pod": {"spec": {}},
	}
}

test_windows if {
	count(edge.deny) > 0 with input as {"container": {}, "pod": {"spec": {"os": {"name": "windows"}}}}
}

_classed(handler) := {
	"container": {"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}},
	"pod": {"spec": {"runtimeClassName": "c"}},
	"facts": {"runtimeClass": {"exists": true, "handler": handler}},
}

test_sandboxed if count(edge.deny) == 0 with input as _classed("kata")

test_shared if count(edge.deny) > 0 with input as _classed("runc")

test_handler_not_known if count(edge.deny) > 0 with input as _classed("other")

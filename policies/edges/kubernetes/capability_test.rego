package bulkhead.edges.kubernetes.capability_test

import data.bulkhead.edges.kubernetes.capability as edge

test_sys_admin if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}},
		"pod": {"spec": {}},
	}
}

test_prefix if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["CAP_sys_module"]}}},
		"pod": {"spec": {}},
	}
}

test_all if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["ALL"]}}},
		"pod": {"spec": {}},
	}
}

test_net_admin if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["NET_ADMIN"]}}},
		"pod": {"spec": {}},
	}
}

test_ptrace_alone if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["SYS_PTRACE"]}}},
		"pod": {"spec": {}},
	}
}

test_ptrace_with_host_pid if {
	count(edge.deny) > 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["SYS_PTRACE"]}}},
		"pod": {"spec": {"hostPID": true}},
	}
}

test_user_namespace if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}},
		"pod": {"spec": {"hostUsers": false}},
	}
}

test_windows if {
	count(edge.deny) == 0 with input as {
		"container": {"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}},
		"pod": {"spec": {"os": {"name": "windows"}}},
	}
}

test_absent if {
	count(edge.deny) == 0 with input as {"container": {}, "pod": {}}
}

_classed(handler) := {
	"container": {"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}},
	"pod": {"spec": {"runtimeClassName": "c"}},
	"facts": {"runtimeClass": {"exists": true, "handler": handler}},
}

test_sandboxed if count(edge.deny) == 0 with input as _classed("kata")

test_shared if count(edge.deny) > 0 with input as _classed("runc")

test_handler_not_known if count(edge.deny) > 0 with input as _classed("other")

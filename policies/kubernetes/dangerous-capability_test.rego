package bulkhead.kubernetes.dangerous_capability_test

import data.bulkhead.kubernetes.dangerous_capability as control

_path(i) := ["container", "securityContext", "capabilities", "add", i]

test_fail[name] if {
	some name, message in {
		"ALL": "adds a capability that allows everything that root on the node may do",
		"all": "adds a capability that allows everything that root on the node may do",
		"SYS_MODULE": "adds a capability that allows loading modules into the kernel",
		"CAP_SYS_MODULE": "adds a capability that allows loading modules into the kernel",
		"cap_sys_module": "adds a capability that allows loading modules into the kernel",
	}
	control.deny == {{
		"path": _path(0),
		"message": message,
	}} with input.container.securityContext.capabilities.add as [name]
}

test_fail_each if {
	control.deny == {
		{"path": _path(0), "message": "adds a capability that allows changing routes, filters and interfaces"},
		{"path": _path(2), "message": "adds a capability that allows reading and steering other processes"},
	} with input.container.securityContext.capabilities.add as ["NET_ADMIN", "CHOWN", "SYS_PTRACE"]
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"empty": {"capabilities": {}},
		"null": {"capabilities": {"add": null}},
		"of the runtime's own set": {"capabilities": {"add": ["NET_BIND_SERVICE", "CHOWN"]}},
		"near miss: dropped": {"capabilities": {"drop": ["SYS_ADMIN"]}},
		"near miss: longer name": {"capabilities": {"add": ["SYS_ADMINISTRATOR"]}},
	}
	control.deny == set() with input.container.securityContext as context
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}

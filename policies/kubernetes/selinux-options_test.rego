package bulkhead.kubernetes.selinux_options_test

import data.bulkhead.kubernetes.selinux_options as control

_own(field) := ["container", "securityContext", "seLinuxOptions", field]

_of_pod(field) := ["pod", "spec", "securityContext", "seLinuxOptions", field]

_input(own, of_pod, minor) := {
	"container": {"securityContext": {"seLinuxOptions": own}},
	"pod": {"spec": {"securityContext": {"seLinuxOptions": of_pod}}},
	"facts": {"minor": minor},
}

_type(path) := {"path": path, "message": "runs with an SELinux type that is not one for containers"}

test_fail_type[type] if {
	some type in ["spc_t", "unconfined_t", "container_t2", "Container_t"]
	control.deny == {_type(_own("type"))} with input as _input({"type": type}, {}, 37)
	control.deny == {_type(_of_pod("type"))} with input as _input({}, {"type": type}, 37)
	control.deny == {_type(_of_pod("type"))} with input as _input({"type": "container_t"}, {"type": type}, 37)
}

test_fail_user_and_role if {
	control.deny == {
		{"path": _own("user"), "message": "sets the SELinux user"},
		{"path": _of_pod("role"), "message": "sets the SELinux role"},
	} with input as _input({"user": "system_u"}, {"role": "system_r"}, 37)
	control.deny == {
		_type(_own("type")),
		{"path": _own("user"), "message": "sets the SELinux user"},
		{"path": _own("role"), "message": "sets the SELinux role"},
	} with input as _input({"user": "u", "role": "r", "type": "spc_t"}, {}, 37)
}

test_container_engine_depends_on_the_version if {
	control.deny == set() with input as _input({"type": "container_engine_t"}, {}, 31)
	control.deny == {{
		"path": _own("type"),
		"message": "runs with an SELinux type that is allowed since v1.31 only",
	}} with input as _input({"type": "container_engine_t"}, {}, 30)
}

test_unknown_version if {
	engine := {"container": {"securityContext": {"seLinuxOptions": {"type": "container_engine_t"}}}}
	control.deny == set() with input as engine
	control.unknown == {{
		"path": _own("type"),
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	}} with input as engine
	control.unknown == set() with input as object.union(engine, {"facts": {"minor": 30}})
	control.unknown == set() with input.container.securityContext.seLinuxOptions.type as "container_t"
}

test_pass[note] if {
	some note, options in {
		"absent": {},
		"null": null,
		"empty": {"type": "", "user": "", "role": null},
		"for containers": {"type": "container_t"},
		"init": {"type": "container_init_t"},
		"kvm": {"type": "container_kvm_t"},
		"near miss: a level": {"level": "s0:c1,c2"},
	}
	control.deny == set() with input as _input(options, options, 37)
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}

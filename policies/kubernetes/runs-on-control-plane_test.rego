package bulkhead.kubernetes.runs_on_control_plane_test

import data.bulkhead.kubernetes.runs_on_control_plane as control

_given(spec, workload, namespace) := {"pod": {"spec": spec}, "facts": {"workload": workload, "namespace": namespace}}

_tolerates := {"tolerations": [{"key": "a"}, {"key": "node-role.kubernetes.io/control-plane", "operator": "Exists"}]}

test_fail[severity] if {
	some severity, workload in {"medium": "Deployment", "low": "DaemonSet"}
	control.deny == {{
		"path": ["pod", "spec", "tolerations", 1],
		"message": "tolerates the taint that keeps workloads off control-plane nodes",
		"severity": severity,
	}} with input as _given(_tolerates, workload, "shop")
	control.deny == {{
		"path": ["pod", "spec", "nodeSelector", "node-role.kubernetes.io/master"],
		"message": "asks for a control-plane node",
		"severity": severity,
	}} with input as _given({"nodeSelector": {"node-role.kubernetes.io/master": ""}}, workload, "shop")
}

test_unknown if {
	nowhere := {"unknown": "not-in-input", "why": "no namespace"}
	control.deny == set() with input as _given(_tolerates, "Pod", nowhere)
	control.unknown == {{
		"path": ["facts", "namespace"],
		"message": "no namespace",
		"reason": "not-in-input",
	}} with input as _given(_tolerates, "Pod", nowhere)
	control.unknown == set() with input as _given({}, "Pod", nowhere)
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"tolerations": null, "nodeSelector": null},
		"near miss: another role": {
			"tolerations": [{"key": "node-role.kubernetes.io/edge"}],
			"nodeSelector": {"node-role.kubernetes.io/edge": ""},
		},
	}
	control.deny == set() with input as _given(spec, "Deployment", "shop")
}

test_not_applicable if {
	control.notapplicable with input as _given(_tolerates, "Deployment", "kube-system")
	control.deny == set() with input as _given(_tolerates, "Deployment", "kube-system")
	not control.notapplicable with input as _given(_tolerates, "Deployment", "kube-system-2")
}

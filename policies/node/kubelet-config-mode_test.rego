package bulkhead.node.kubelet_config_mode_test

import data.bulkhead.node.kubelet_config_mode as control

_given(file) := {"file": object.union(
	{
		"role": "kubelet-config",
		"mode": "0600",
		"user": "root",
		"group": "root",
		"shielded": false,
	},
	file,
)}

_denied(message, severity) := {{"path": ["file", "mode"], "message": message, "expected": "0600", "severity": severity}}

test_fail if control.deny == _denied("lets others read it", "low") with input as _given({"mode": "0644"})

test_fail_group if control.deny == _denied("lets its group read it", "low") with input as _given({"mode": "0640"})

test_fail_write if control.deny == _denied("lets others write it", "high") with input as _given({"mode": "0666"})

test_fail_group_writes if control.deny == _denied("lets its group write it", "low") with input as _given({"mode": "0660"})

test_pass[mode] if {
	some mode in ["0600", "0400"]
	control.deny == set() with input as _given({"mode": mode})
}

test_pass_behind_a_directory if control.deny == set() with input as _given({"mode": "0666", "shielded": true})

test_other_files if {
	control.deny == set() with input as _given({"role": "other", "mode": "0666"})
	control.notapplicable with input as _given({"role": "other", "mode": "0666"})
}

test_absent if control.deny == set() with input as json.remove(_given({}), ["file/mode"])

package bulkhead.kubernetes.outdated_pod_security_version_test

import data.bulkhead.kubernetes.outdated_pod_security_version as control

_given(labels, minor) := {"namespace": {"metadata": {"labels": labels}}, "facts": {"minor": minor}}

_pinned(version) := {"pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/enforce-version": version}

_path := ["namespace", "metadata", "labels", "pod-security.kubernetes.io/enforce-version"]

test_fail if {
	control.deny == {{
		"path": _path,
		"message": "enforces its Pod Security level as of v1.25, older than the cluster",
		"expected": "latest",
	}} with input as _given(_pinned("v1.25"), 37)
}

test_pass[version] if {
	some version in ["latest", "v1.37", "v1.38", "1.25", "v1.025", "", null]
	control.deny == set() with input as _given(_pinned(version), 37)
	control.unknown == set() with input as _given(_pinned(version), 37)
}

test_pass_without_level if {
	control.deny == set() with input as _given({}, 37)
	control.deny == set() with input as {"namespace": {"metadata": {}}, "facts": {"minor": 37}}

	# Near misses: nothing is enforced.
	control.deny == set() with input as _given({"pod-security.kubernetes.io/enforce-version": "v1.25"}, 37)
	labels := {"pod-security.kubernetes.io/enforce": "privileged", "pod-security.kubernetes.io/enforce-version": "v1.25"}
	control.deny == set() with input as _given(labels, 37)
}

test_unknown if {
	unread := {"unknown": "unread", "why": "no version"}
	control.unknown == {{"path": _path, "message": "no version", "reason": "unread"}} with input as _given(_pinned("v1.25"), unread)
	control.unknown == set() with input as _given(_pinned("latest"), unread)
	control.deny == set() with input as _given(_pinned("v1.25"), unread)
}

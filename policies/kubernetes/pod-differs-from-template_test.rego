package bulkhead.kubernetes.pod_differs_from_template_test

import data.bulkhead.kubernetes.pod_differs_from_template as control

_denied(message, template) := {
	{"path": ["running"], "message": message, "expected": template},
	{"path": ["template"], "message": message},
}

test_fail_added if {
	control.deny == _denied("has one ephemeral container more than its owner's template", null) with input as {
		"drift": {"change": "added", "what": "ephemeral container"},
		"running": {"name": "sh", "image": "busybox"},
	}
}

test_fail_changed[note] if {
	some note, template in {"false": false, "null": null, "near miss of none: an empty list": []}
	control.deny == _denied("differs from its owner's template in securityContext.privileged", template) with input as {
		"drift": {"change": "changed", "what": "securityContext.privileged", "template": template},
		"running": true,
		"template": template,
	}
}

test_fail_set if {
	control.deny == _denied("has hostNetwork, which its owner's template has not", null) with input as {
		"drift": {"change": "set", "what": "hostNetwork"},
		"running": true,
	}
}

test_fail_unset if {
	control.deny == _denied("lacks securityContext.runAsNonRoot, which its owner's template has", true) with input as {
		"drift": {"change": "unset", "what": "securityContext.runAsNonRoot", "template": true},
		"template": true,
	}
}

# Where nothing differs there is no such subject.
test_pass_absent[note] if {
	some note, given in {"nothing": {}, "near miss: no change": {"drift": {}, "running": true}}
	control.deny == set() with input as given
}

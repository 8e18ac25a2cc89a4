package bulkhead.kubernetes.image_policy_admits_unsigned_test

import data.bulkhead.kubernetes.image_policy_admits_unsigned as control

_sigstore(spec) := {"facts": {"kind": "ClusterImagePolicy"}, "imagepolicy": {"spec": spec}}

_kyverno(spec) := {"facts": {"kind": "ClusterPolicy"}, "imagepolicy": {"spec": spec}}

test_fail_static if {
	some denied in control.deny with input as _sigstore({"authorities": [
		{"key": {"data": "pem"}},
		{"static": {"action": "pass"}},
	]})
	denied.path == ["imagepolicy", "spec", "authorities", 1, "static", "action"]
}

test_fail_not_required if {
	some denied in control.deny with input as _kyverno({"rules": [{"verifyImages": [{"required": false}]}]})
	denied.path == ["imagepolicy", "spec", "rules", 0, "verifyImages", 0, "required"]
}

test_pass[name] if {
	some name, given in {
		"absent": _sigstore({}),
		"a key": _sigstore({"authorities": [{"key": {"data": "pem"}}]}),
		"near miss: refuses all": _sigstore({"authorities": [{"static": {"action": "fail"}}]}),
		"required by default": _kyverno({"rules": [{"verifyImages": [{}]}]}),
		"required": _kyverno({"rules": [{"verifyImages": [{"required": true}]}]}),
	}
	control.deny == set() with input as given
}

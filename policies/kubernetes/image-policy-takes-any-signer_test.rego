package bulkhead.kubernetes.image_policy_takes_any_signer_test

import data.bulkhead.kubernetes.image_policy_takes_any_signer as control

_sigstore(spec) := {"facts": {"kind": "ClusterImagePolicy"}, "imagepolicy": {"spec": spec}}

_kyverno(spec) := {"facts": {"kind": "ClusterPolicy"}, "imagepolicy": {"spec": spec}}

_keyless(fields, identity) := _sigstore({"authorities": [{"keyless": object.union(fields, {"identities": [identity]})}]})

_entry(keyless) := _kyverno({"rules": [{"verifyImages": [{"attestors": [{"entries": [{"keyless": keyless}]}]}]}]})

test_fail_any_subject[pattern] if {
	some pattern in [".*", ".+", "^.*$"]
	some denied in control.deny with input as _keyless({}, {"issuer": "https://issuer", "subjectRegExp": pattern})
	denied.path == ["imagepolicy", "spec", "authorities", 0, "keyless", "identities", 0]
}

test_fail_of_the_public_authority if {
	count(control.deny) == 1 with input as _keyless({"url": "https://fulcio.sigstore.dev"}, {"subjectRegExp": ".*"})
}

test_fail_kyverno[name] if {
	some name, keyless in {"any": {"subject": "*"}, "any pattern": {"subjectRegExp": ".*"}}
	some denied in control.deny with input as _entry(keyless)
	denied.path == ["imagepolicy", "spec", "rules", 0, "verifyImages", 0, "attestors", 0, "entries", 0, "keyless"]
}

test_pass[name] if {
	some name, given in {
		"absent": _sigstore({}),
		"a key": _sigstore({"authorities": [{"key": {"data": "pem"}}]}),
		"a subject": _keyless({}, {"subject": "build@example.com"}),
		"near miss: a narrow pattern": _keyless({}, {"subjectRegExp": "^https://github.com/example/.*"}),
		"near miss: own authority": _keyless({"url": "https://fulcio.example.com"}, {"subjectRegExp": ".*"}),
		"near miss: own certificate": _keyless({"ca-cert": {"data": "pem"}}, {"subjectRegExp": ".*"}),
		"near miss: own root": _keyless({"trustRootRef": "ours"}, {"subjectRegExp": ".*"}),
		"kyverno: a subject": _entry({"subject": "https://github.com/example/*"}),
		"kyverno: own roots": _entry({"subject": "*", "roots": "pem"}),
		"kyverno: keys": _kyverno({"rules": [{"verifyImages": [{"attestors": [{"entries": [{"keys": {}}]}]}]}]}),
	}
	control.deny == set() with input as given
}

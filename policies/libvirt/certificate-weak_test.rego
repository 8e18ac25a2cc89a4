package bulkhead.libvirt.certificate_weak_test

import data.bulkhead.libvirt.certificate_weak as control

_good := {"path": "/p", "algorithm": "RSA", "bits": 3072, "signature": "SHA256-RSA", "ca": false}

_machine(certificate) := {"libvirt": {"certificates": [object.union(_good, certificate)]}}

test_fail[key] if {
	some key, case in {
		"bits": {"certificate": {"bits": 1024}, "message": "has a certificate with an RSA key of fewer than 2048 bits"},
		"algorithm": {"certificate": {"algorithm": "DSA"}, "message": "has a certificate with a DSA key"},
		"signature": {
			"certificate": {"signature": "SHA1-RSA"},
			"message": "has a certificate whose signature can be forged",
		},
	}
	wanted := {{"path": ["machine", "libvirt", "certificates", 0, key], "message": case.message}}
	control.deny == wanted with input.machine as _machine(case.certificate)
}

test_pass[note] if {
	some note, machine in {
		"good": _machine({}),
		"near miss: a short key of another kind": _machine({"algorithm": "ECDSA", "bits": 256}),
		"a CA's own signature": _machine({"signature": "SHA1-RSA", "ca": true}),
		"absent": {"libvirt": {"certificates": []}},
	}
	control.deny == set() with input.machine as machine
}

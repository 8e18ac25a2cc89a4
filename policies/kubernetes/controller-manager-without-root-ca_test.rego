package bulkhead.kubernetes.controller_manager_without_root_ca_test

import data.bulkhead.kubernetes.controller_manager_without_root_ca as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	denied := {{
		"path": ["controllermanager", "flags", "root-ca-file"],
		"message": "has no CA to hand to pods",
	}}
	control.deny == denied with input as _given({"root-ca-file-x": "/pki/x"})
}

test_pass if control.deny == set() with input as _given({"root-ca-file": "/pki/x"})

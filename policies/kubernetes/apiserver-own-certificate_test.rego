package bulkhead.kubernetes.apiserver_own_certificate_test

import data.bulkhead.kubernetes.apiserver_own_certificate as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flags) := {{"path": ["apiserver", "flags", flag], "message": "signs its certificate itself"} | some flag in flags}

test_fail if control.deny == _denied(["tls-private-key-file"]) with input as _given({"tls-cert-file": "/pki/x"})

test_fail_where_absent if control.deny == _denied(["tls-cert-file", "tls-private-key-file"]) with input as _given({})

test_pass if control.deny == set() with input as _given({"tls-cert-file": "/pki/x", "tls-private-key-file": "/pki/x"})

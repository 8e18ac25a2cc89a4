package bulkhead.kubernetes.apiserver_client_ca_test

import data.bulkhead.kubernetes.apiserver_client_ca as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{"path": ["apiserver", "flags", "client-ca-file"], "message": "knows no CA of clients"}}

test_fail if control.deny == _denied with input as _given({"client-ca-file-x": "/pki/x"})

test_pass if control.deny == set() with input as _given({"client-ca-file": "/pki/x"})

package bulkhead.kubernetes.apiserver_without_encryption_test

import data.bulkhead.kubernetes.apiserver_without_encryption as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{"path": ["apiserver", "flags", "encryption-provider-config"], "message": "stores Secrets as they are"}}

test_fail if control.deny == _denied with input as _given({"encryption-provider-config-automatic-reload": true})

test_pass if control.deny == set() with input as _given({"encryption-provider-config": "/etc/encryption.yaml"})

package bulkhead.kubernetes.host_alias_test

import data.bulkhead.kubernetes.host_alias as control

test_fail if {
	control.deny == {{
		"path": ["pod", "spec", "hostAliases"],
		"message": "takes addresses of names from its own list, before DNS",
	}} with input.pod.spec.hostAliases as [{"ip": "192.0.2.1", "hostnames": ["api.example"]}]
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"hostAliases": null},
		"empty": {"hostAliases": []},
		"near miss: its own name": {"hostname": "api", "dnsConfig": {"nameservers": ["192.0.2.1"]}},
	}
	control.deny == set() with input as {"pod": {"spec": spec}}
}

package bulkhead.kubernetes.webhook_without_ca_test

import data.bulkhead.kubernetes.webhook_without_ca as control

test_fail[note] if {
	some note, client in {
		"absent": {"service": {"name": "a"}},
		"null": {"service": {"name": "a"}, "caBundle": null},
		"empty": {"service": {"name": "a"}, "caBundle": ""},
	}
	control.deny == {{
		"path": ["webhook", "clientConfig", "caBundle"],
		"message": "can't be verified, as its Service's name has no public certificate",
	}} with input.webhook.clientConfig as client
}

test_pass[note] if {
	some note, client in {
		"a bundle": {"service": {"name": "a"}, "caBundle": "LS0t"},
		"a bundle that is kept back": {"service": {"name": "a"}, "caBundle": {"present": true, "length": 4, "looksLike": []}},
		"near miss: a URL with a public certificate": {"url": "https://policy.example"},
		"null": {"service": null},
	}
	control.deny == set() with input.webhook.clientConfig as client
}

test_pass_filled_in if {
	given := {"webhook": {"clientConfig": {"service": {"name": "a"}}}, "facts": {"filledIn": true}}
	control.deny == set() with input as given
	count(control.deny) == 1 with input as given with input.facts.filledIn as false
}

test_pass_absent if control.deny == set() with input as {"webhook": {"name": "a"}}

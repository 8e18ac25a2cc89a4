package bulkhead.kubernetes.legacy_account_token_test

import data.bulkhead.kubernetes.legacy_account_token as control

test_fail if {
	control.deny == {{
		"path": ["serviceaccount", "secrets", 1, "name"],
		"message": "lists a Secret of the name that Kubernetes gave to tokens which never expire",
	}} with input.serviceaccount.secrets as [{"name": "pull"}, {"name": "app-token-x7k2q"}]
}

test_pass[note] if {
	some note, account in {
		"none": {"secrets": []},
		"near miss: for pulling images": {"secrets": [{"name": "app-dockercfg-x7k2q"}]},
		"near miss: a name of one's own": {"secrets": [{"name": "app-token-admin"}, {"name": "app-token-"}, {"name": "token-x7k2q"}]},
		"near miss: pull secrets": {"imagePullSecrets": [{"name": "app-token-x7k2q"}]},
		"absent": {"secrets": null},
		"no name": {"secrets": [{}]},
	}
	control.deny == set() with input.serviceaccount as account
}

test_pass_absent if {
	control.deny == set() with input.serviceaccount as {}
}

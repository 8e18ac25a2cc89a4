package bulkhead.kubernetes.secret_in_environment_test

import data.bulkhead.kubernetes.secret_in_environment as control

test_fail if {
	control.deny == {{
		"path": ["container", "env", 1, "valueFrom", "secretKeyRef"],
		"message": "sets an environment variable to a secret",
	}} with input.container as {"env": [{"name": "A"}, {"name": "B", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}
	control.deny == {{
		"path": ["container", "envFrom", 0, "secretRef"],
		"message": "sets environment variables to all that a secret holds",
	}} with input.container as {"envFrom": [{"secretRef": {"name": "s"}}]}
}

test_pass[note] if {
	some note, container in {
		"absent": {},
		"null": {"env": null, "envFrom": null},
		"null reference": {"env": [{"name": "A", "valueFrom": {"secretKeyRef": null}}], "envFrom": [{"secretRef": null}]},
		"near miss: a config map": {
			"env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "s", "key": "k"}}}],
			"envFrom": [{"configMapRef": {"name": "secret"}}],
		},
	}
	control.deny == set() with input as {"container": container}
}

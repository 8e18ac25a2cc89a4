# METADATA
# title: Containers must not hold secrets in clear
# description: >-
#   An environment variable, a command or an argument looks like a key, a token or a password. Who may read the object,
#   its backups or the repository that it comes from has the secret too. bulkhead keeps only that it is there, its
#   length and what it looks like. Where it is an example or a test's, say so in a waiver.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#     description: Secrets
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: identity
#   dimension: security
#   remediation: >-
#     Put the value into a Secret or an external store, mount it as a file, and replace the one that was shown.
#   frameworks:
#     cis-kubernetes-1.12: ["5.4.1"]
#     nsa: [secrets]
#     mitre-containers: ["T1552.001", "T1552.007"]
#     nist-800-190: ["4.1.4"]
#     nist-800-53r5: [ia-5, sc-28]
#     bsi-app-4.4: [A2]
#     bsi-sys-1.6: [A8]
#     pci-dss-4.0.1: ["8.6.2"]
package bulkhead.kubernetes.literal_secret

deny contains _remark(["container", "env", i, "value"], "an environment variable holds", likeness) if {
	some i
	likeness := input.container.env[i].value.looksLike
	count(likeness) > 0
}

deny contains _remark(["container", "args", i], "an argument holds", likeness) if {
	some i
	likeness := input.container.args[i].looksLike
	count(likeness) > 0
}

deny contains _remark(["container", "command", i], "the command holds", likeness) if {
	some i
	likeness := input.container.command[i].looksLike
	count(likeness) > 0
}

_remark(path, what, likeness) := {
	"path": path,
	"message": sprintf("%s what looks like a secret (%s)", [what, concat(", ", likeness)]),
}

# METADATA
# title: Secrets must be mounted as files, not set as environment variables
# description: >-
#   Environment variables are inherited by all child processes, get into logs, crash reports and debug pages, are shown
#   to whoever may look into the container, and stay as they are when the secret changes. A file can have a mode, and
#   follows the secret.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#     description: Secrets
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: identity
#   dimension: security
#   remediation: >-
#     Mount the secret as a volume and let the application read the file.
#   frameworks:
#     cis-kubernetes-1.12: ["5.4.1"]
#     nsa: [secrets]
#     mitre-containers: ["T1552.007"]
#     nist-800-190: ["4.1.4"]
#     nist-800-53r5: [ia-5, sc-28]
#     bsi-app-4.4: [A2]
#     bsi-sys-1.6: [A8]
package bulkhead.kubernetes.secret_in_environment

deny contains {
	"path": ["container", "env", i, "valueFrom", "secretKeyRef"],
	"message": "sets an environment variable to a secret",
} if {
	some i
	input.container.env[i].valueFrom.secretKeyRef != null
}

deny contains {
	"path": ["container", "envFrom", i, "secretRef"],
	"message": "sets environment variables to all that a secret holds",
} if {
	some i
	input.container.envFrom[i].secretRef != null
}

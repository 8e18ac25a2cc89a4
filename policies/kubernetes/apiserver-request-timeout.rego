# METADATA
# title: The API server should end requests that last long
# description: >-
#   --request-timeout, a minute by default, ends requests that hang. A very long one lets whoever can ask hold the
#   API server's connections. Watches and streams have limits of their own. It is acceptable on slow lines.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: low
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove --request-timeout, or set it to five minutes at the most.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.20"]
#     mitre-containers: [T1499]
#     nist-800-53r5: [sc-5]
package bulkhead.kubernetes.apiserver_request_timeout

deny contains {
	"path": ["apiserver", "flags", "request-timeout"],
	"message": "lets requests last longer than five minutes",
} if {
	input.apiserver.flags["request-timeout"] > _longest
}

# seconds
_longest := 300

# METADATA
# title: Pods must not redirect names in their hosts file
# description: >-
#   hostAliases are written into the pod's /etc/hosts, before DNS: connections to a name go where whoever wrote the pod
#   wants them, and no change of the name's records is seen. It is acceptable for names that no DNS knows.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
#     description: Entries in a pod's hosts file
# custom:
#   severity: low
#   subject: kubernetes/pod
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove hostAliases, and let DNS or a Service have the name.
#   frameworks:
#     mitre-containers: [T1036]
#     nist-800-53r5: [cm-7]
package bulkhead.kubernetes.host_alias

deny contains {
	"path": ["pod", "spec", "hostAliases"],
	"message": "takes addresses of names from its own list, before DNS",
} if {
	some _ in input.pod.spec.hostAliases
}

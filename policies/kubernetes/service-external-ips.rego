# METADATA
# title: Services must not claim external addresses
# description: >-
#   Nodes send what goes to an address in externalIPs to the Service's pods, whoever owns the address. Who may
#   create a Service can so take over the traffic of all pods to any address, which is CVE-2020-8554; nothing in
#   Kubernetes checks the claim, and the admission plugin DenyServiceExternalIPs is off by default. It is
#   acceptable for addresses that the cluster's operators own and gave out.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
#     description: External IPs
# custom:
#   severity: high
#   subject: kubernetes/service
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Use a load balancer, and let an admission policy refuse externalIPs.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.service_external_ips

deny contains {
	"path": ["service", "spec", "externalIPs", i],
	"message": "claims an external address, whose traffic all nodes then send to its pods",
} if {
	some i, _ in input.service.spec.externalIPs
}

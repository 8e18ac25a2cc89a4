# METADATA
# title: The API server must refuse external IPs of Services
# description: >-
#   Who may write Services can set externalIPs to any address, and traffic that pods send there then goes to their
#   own (CVE-2020-8554). The plugin DenyServiceExternalIPs refuses new ones; it is off by default. It is acceptable
#   where another admission policy refuses them or nobody but administrators writes Services.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips
#     description: DenyServiceExternalIPs
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Add DenyServiceExternalIPs to --enable-admission-plugins.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.3"]
#     nsa: [network-separation]
#     nist-800-53r5: [cm-7, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.apiserver_admits_external_ips

import data.bulkhead.lib.kubernetes.plugins

deny contains {
	"path": ["apiserver", "flags", "enable-admission-plugins"],
	"message": "does not refuse external IPs of Services",
	"expected": "DenyServiceExternalIPs",
} if {
	not plugins.is_enabled("DenyServiceExternalIPs")
}

# METADATA
# title: ExternalName must not lead to the inside
# description: >-
#   A Service of type ExternalName is an alias in the cluster's DNS. One that leads to a service of the cluster,
#   to the machine itself, or to an address takes others where a rule about names or namespaces would not let them
#   go: an Ingress or a Gateway that takes it as its backend then serves what was never meant to be served. It is
#   acceptable while a service moves to another namespace.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#externalname
#     description: Services of type ExternalName
# custom:
#   severity: medium
#   subject: kubernetes/service
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Name what is outside, and use a ReferenceGrant where a Gateway needs a service of another namespace.
#   frameworks:
#     nsa: [network-separation]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.external_name_inside

deny contains {
	"path": ["service", "spec", "externalName"],
	"message": "is an alias of something inside: a service of the cluster, the machine itself or an address",
} if {
	input.service.spec.type == "ExternalName"
	name := trim_suffix(lower(input.service.spec.externalName), ".")
	_inside(name)
}

_inside(name) if regex.match(`^localhost$|\.localhost$|\.svc$|\.svc\.cluster\.local$|^metadata\.google\.internal$`, name)

_inside(name) if regex.match(`^[0-9.]+$`, name)

notapplicable if not _is_alias

_is_alias if input.service.spec.type == "ExternalName"

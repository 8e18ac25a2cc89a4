# METADATA
# title: Reference grants must name what they grant
# description: >-
#   A ReferenceGrant lets objects of another namespace refer to objects of this one. Where an entry of to has no
#   name, it grants all objects of the kind, those to come included: every Secret, whose certificate and key a
#   Gateway of the other namespace may then serve with, or every Service, past the policies that trust this
#   namespace alone. For Secrets the severity is high.
# scope: package
# related_resources:
#   - ref: https://gateway-api.sigs.k8s.io/api-types/referencegrant/
#     description: ReferenceGrant
# custom:
#   severity: medium
#   subject: kubernetes/referencegrant
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Write an entry for each object that is needed, with its name.
#   frameworks:
#     nsa: [network-separation]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.reference_grant_without_name

deny contains {
	"path": ["referencegrant", "spec", "to", i, "name"],
	"message": "lets another namespace refer to every object of a kind",
	"severity": _severity(object.get(entry, "kind", "")),
} if {
	some i, entry in input.referencegrant.spec.to
	object.get(entry, "name", "") in {"", null}
}

default _severity(_) := "medium"

_severity("Secret") := "high"

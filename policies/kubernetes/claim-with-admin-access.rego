# METADATA
# title: Resource claims must not ask for administrators' access to devices
# description: >-
#   adminAccess gives a claim devices that other pods already use, to watch or service them, and some drivers then give
#   more rights. The API takes it only in namespaces with the label resource.kubernetes.io/admin-access. Agents that
#   watch devices need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#admin-access
#     description: Admin access
# custom:
#   severity: high
#   subject: kubernetes/resourceclaim
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Remove adminAccess from the requests of the claim.
#   frameworks:
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6, sc-4]
#     bsi-app-4.4: [A15]
package bulkhead.kubernetes.claim_with_admin_access

deny contains {
	"path": ["resourceclaim", "spec", "devices", "requests", i, "exactly", "adminAccess"],
	"message": "asks for devices that others use, with an administrator's access",
	"expected": false,
} if {
	some i
	input.resourceclaim.spec.devices.requests[i].exactly.adminAccess == true
}

# As earlier versions of the API have it.
deny contains {
	"path": ["resourceclaim", "spec", "devices", "requests", i, "adminAccess"],
	"message": "asks for devices that others use, with an administrator's access",
	"expected": false,
} if {
	some i
	input.resourceclaim.spec.devices.requests[i].adminAccess == true
}

# METADATA
# title: The API server must not run the plugin that admits everything
# description: >-
#   The plugin AlwaysAdmit is deprecated and refuses nothing. Others still run beside it, so it opens nothing by
#   itself, but in the old --admission-control, which names all plugins that run, it stands where those that refuse
#   should. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
#     description: Admission control
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove AlwaysAdmit from the flag.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.10"]
#     nist-800-53r5: [cm-7, ac-3]
package bulkhead.kubernetes.apiserver_admits_always

deny contains {"path": ["apiserver", "flags", flag], "message": "runs the admission plugin that refuses nothing"} if {
	some flag, plugins in _running
	"AlwaysAdmit" in plugins
}

_running["admission-control"] := input.apiserver.flags["admission-control"]

_running["enable-admission-plugins"] := input.apiserver.flags["enable-admission-plugins"]

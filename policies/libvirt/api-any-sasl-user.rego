# METADATA
# title: Who may use libvirt's API by SASL must be named
# description: >-
#   SASL proves who a user is; by default every user that it knows, such as each of a Kerberos realm, is then root
#   on the host. sasl_allowed_username_list names those who may come. Acceptable where the user database is
#   libvirt's own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/remote.html
#     description: Remote access to libvirt
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: Set sasl_allowed_username_list to the administrators' names.
#   frameworks:
#     bsi-sys-1.5: [A5, A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ia-2]
package bulkhead.libvirt.api_any_sasl_user

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", daemon.file(listener.daemon), "sasl_allowed_username_list"],
	"message": "lets in whoever SASL knows",
} if {
	some listener in daemon.listeners
	settings := object.get(_configurations, listener.daemon, {})
	_by_sasl(listener.transport, settings)
	not _named(settings)
}

_configurations := {
	"libvirtd": _libvirtd,
	"virtproxyd": _virtproxyd,
}

default _libvirtd := {}

_libvirtd := input.machine.libvirt["libvirtd.conf"]

default _virtproxyd := {}

_virtproxyd := input.machine.libvirt["virtproxyd.conf"]

_by_sasl("tcp", settings) if object.get(settings, "auth_tcp", "sasl") == "sasl"

_by_sasl("tls", settings) if settings.auth_tls == "sasl"

_named(settings) if {
	settings.sasl_allowed_username_list
	not "*" in settings.sasl_allowed_username_list
}

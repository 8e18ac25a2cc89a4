# METADATA
# title: Admission plugins
# description: Which admission plugins an API server runs, by its flags.
# scope: package
package bulkhead.lib.kubernetes.plugins

# METADATA
# description: A plugin that is off by default runs.
# scope: document
is_enabled(plugin) if plugin in input.apiserver.flags["enable-admission-plugins"]

is_enabled(plugin) if plugin in input.apiserver.flags["admission-control"]

# METADATA
# description: >-
#   The flags that turn off a plugin that is on by default. The deprecated --admission-control names all that run.
# scope: document
turned_off_by(plugin) := {flag | some flag, off in _off; _is_off(plugin, flag, off)}

_off["disable-admission-plugins"] := input.apiserver.flags["disable-admission-plugins"]

_off["admission-control"] := input.apiserver.flags["admission-control"]

_is_off(plugin, "disable-admission-plugins", off) if plugin in off

_is_off(plugin, "admission-control", off) if {
	count(off) > 0
	not plugin in off
}

# METADATA
# title: Paths of a host
# description: How a path that a configuration names is resolved and compared.
# scope: package
package bulkhead.lib.path

# METADATA
# description: >-
#   The path as the node resolves it, absolute and without ".", ".." and repeated or trailing slashes. A Windows
#   path loses its drive and becomes lower case with slashes. A path with ".." of more than 64 names is taken as
#   "/": the API refuses ".." anyway, and the worst is assumed where resolving it would take long.
# scope: document
clean(path) := concat("", ["/", concat("/", _resolved(_names(path)))])

# METADATA
# description: One of two clean paths is the other or lies below it.
# scope: document
within(path, place) if path == place

within(_, "/")

within(path, place) if startswith(path, concat("", [place, "/"]))

_names(path) := [name | some name in split(_slashed(path), "/"); not name in {"", "."}]

_slashed(path) := path if not _windows_path(path)

_slashed(path) := lower(replace(regex.replace(path, `^[A-Za-z]:`, ""), `\`, "/")) if _windows_path(path)

_windows_path(path) if regex.match(`^([A-Za-z]:|\\)`, path)

_longest := 64

_resolved(names) := names if not ".." in names

_resolved(names) := [] if {
	".." in names
	count(names) > _longest
}

_resolved(names) := [name |
	some i, name in names
	name != ".."
	not _undone(names, i)
] if {
	".." in names
	count(names) <= _longest
}

# A name is undone where, at some point after it, there were more ".." than names.
_undone(names, i) if {
	some j in numbers.range(i + 1, count(names))
	after := array.slice(names, i + 1, j)
	ups := count([up | some up in after; up == ".."])
	ups * 2 > count(after)
}

package libvirt

import "strings"

// withoutPassword takes the password out of a URI as in qemu+ssh://user:password@host/system. libvirt knows no passwords there: it
// would hand "user:password" to ssh as the user's name, for all of the machine to see, and name it in its errors.
//
// A password that is not escaped may hold any character. So what is before the last @ counts as the user's, but where a path
// begins first that a host and port stand before.
func withoutPassword(uri string) string {
	scheme, rest, ok := strings.Cut(uri, "://")
	if !ok {
		return uri
	}
	place, query := rest, ""
	if i := strings.IndexByte(rest, '?'); i >= 0 && !strings.Contains(rest[i:], "@") {
		place, query = rest[:i], rest[i:]
	}
	at := strings.LastIndexByte(place, '@')
	if slash := strings.IndexByte(place, '/'); slash >= 0 && slash < at && isHost(place[:slash]) {
		at = strings.LastIndexByte(place[:slash], '@')
	}
	if at < 0 {
		return uri
	}
	user, _, _ := strings.Cut(place[:at], ":")
	return scheme + "://" + user + place[at:] + query
}

// isHost says whether what stands before a path is [USER@]HOST[:PORT] or nothing, rather than a part of a password.
func isHost(authority string) bool {
	host := authority[strings.LastIndexByte(authority, '@')+1:]
	if strings.HasPrefix(host, "[") {
		return true // an IPv6 address
	}
	_, port, _ := strings.Cut(host, ":")
	return strings.Trim(port, "0123456789") == ""
}

package redact

import (
	"encoding/base64"
	"slices"
	"strings"
)

// shortest is the length in bytes below which no text is taken for a secret. All forms below are longer.
const shortest = 12

// token is a secret's form: a prefix that its issuer gives it, and at least min more characters of those that are allowed.
type token struct {
	name, prefix string
	min          int
	also         string // characters besides letters and digits
}

// tokens lists forms that the issuers document and nothing else has.
var tokens = [...]token{
	{"aws-key", "AKIA", 16, ""},
	{"aws-key", "ASIA", 16, ""},
	{"github-token", "ghp_", 36, ""},
	{"github-token", "gho_", 36, ""},
	{"github-token", "ghu_", 36, ""},
	{"github-token", "ghs_", 36, ""},
	{"github-token", "ghr_", 36, ""},
	{"github-token", "github_pat_", 40, "_"},
	{"gitlab-token", "glpat-", 20, "_-"},
	{"slack-token", "xoxb-", 20, "-"},
	{"slack-token", "xoxp-", 20, "-"},
	{"google-key", "AIza", 35, "_-"},
	{"stripe-key", "sk_live_", 16, ""},
	{"stripe-key", "rk_live_", 16, ""},
	{"npm-token", "npm_", 36, ""},
	{"vault-token", "hvs.", 24, "_-"},
	{"sendgrid-key", "SG.", 40, "._-"},
	{"anthropic-key", "sk-ant-", 20, "_-"},
}

// firsts are the first characters of the tokens' prefixes: most words of most texts begin with none of them.
const firsts = "AghrxsnS"

// looksLike names the secrets' forms found in s, each once. It is linear in s, and errs on the side of silence.
func looksLike(s string) []string {
	if len(s) < shortest {
		return nil
	}
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i := range len(s) {
		if i > 0 && isWord(s[i-1]) {
			continue // a token is never the tail of a longer word
		}
		if strings.IndexByte(firsts, s[i]) < 0 {
			continue
		}
		for k := range tokens {
			if t := &tokens[k]; t.begins(s[i:]) {
				add(t.name)
			}
		}
	}
	if hasJWT(s) {
		add("jwt")
	}
	if hasPrivateKey(s) {
		add("private-key")
	}
	if hasPasswordURL(s) {
		add("password-url")
	}
	if hasPassword(s) {
		add("password")
	}
	return names
}

// begins says whether s begins with such a token.
func (t *token) begins(s string) bool {
	rest, ok := strings.CutPrefix(s, t.prefix)
	return ok && len(rest) >= t.min && run(rest[:t.min], t.also) == t.min
}

// run returns how many of s's first characters are letters, digits or in also.
func run(s, also string) int {
	for i := range len(s) {
		if !isWord(s[i]) && strings.IndexByte(also, s[i]) < 0 {
			return i
		}
	}
	return len(s)
}

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// hasJWT looks for three parts of base64url of which the first two are JSON objects ("eyJ" is `{"`).
func hasJWT(s string) bool {
	const start = "eyJ"
	for {
		i := strings.Index(s, start)
		if i < 0 {
			return false
		}
		s = s[i:]
		head := run(s, "_-")
		body, ok := strings.CutPrefix(s[head:], ".")
		if ok && strings.HasPrefix(body, start) {
			if n := run(body, "_-"); n < len(body) && body[n] == '.' {
				return true
			}
		}
		s = s[head:]
	}
}

// hasPrivateKey looks for a PEM header, plain or as base64.
func hasPrivateKey(s string) bool {
	const (
		header  = "-----BEGIN "
		encoded = "LS0tLS1CRUdJTi" // base64 of header
		longest = 64               // of the line that the header begins
	)
	private := func(line string) bool { return strings.Contains(line, "PRIVATE KEY") }
	for rest := s; ; {
		i := strings.Index(rest, header)
		if i < 0 {
			break
		}
		rest = rest[i+len(header):]
		if private(rest[:min(len(rest), longest)]) {
			return true
		}
	}
	for rest := s; ; {
		i := strings.Index(rest, encoded)
		if i < 0 {
			return false
		}
		rest = rest[i:]
		line := rest[:min(len(rest), longest)]
		plain, _ := base64.StdEncoding.DecodeString(line[:len(line)/4*4])
		if private(string(plain)) {
			return true
		}
		rest = rest[len(encoded):]
	}
}

// hasPasswordURL looks for scheme://user:password@host.
func hasPasswordURL(s string) bool {
	for {
		_, after, ok := strings.Cut(s, "://")
		if !ok {
			return false
		}
		end := strings.IndexAny(after, "/?# \t\r\n\"'`<>")
		if end < 0 {
			end = len(after)
		}
		at := strings.LastIndexByte(after[:end], '@')
		if at > 0 {
			if _, password, ok := strings.Cut(after[:at], ":"); ok && given(password) {
				return true
			}
		}
		s = after[end:]
	}
}

// hasPassword looks for password=..., as connection strings and flags have it.
func hasPassword(s string) bool {
	if strings.IndexByte(s, '=') < 0 {
		return false
	}
	for _, key := range []string{"assword=", "ASSWORD=", "asswd=", "ASSWD="} {
		for rest := s; ; {
			_, after, ok := strings.Cut(rest, key)
			if !ok {
				break
			}
			end := strings.IndexAny(after, "; \t\r\n&,")
			if end < 0 {
				end = len(after)
			}
			if given(strings.Trim(after[:end], `"'`)) {
				return true
			}
			rest = after[end:]
		}
	}
	return false
}

// given says whether a password is there and no placeholder for one.
func given(password string) bool {
	return password != "" && !strings.ContainsAny(password[:1], "$<{%*")
}

package redact

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

func TestLooksLike(t *testing.T) {
	const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE"
	// Spelt in two parts, so that no scanner takes this file for a leak.
	for s, want := range map[string]string{
		"AKIA" + "IOSFODNN7EXAMPLE":                        "aws-key",
		"key=AKIA" + "IOSFODNN7EXAMPLE;":                   "aws-key",
		"xAKIA" + "IOSFODNN7EXAMPLE":                       "",
		"AKIA" + "IOSFODNN7EXAMPL":                         "",
		"ghp_" + strings.Repeat("a1", 18):                  "github-token",
		"github_pat_" + strings.Repeat("a_", 30):           "github-token",
		"glpat-" + strings.Repeat("a-", 10):                "gitlab-token",
		pem:                                                "private-key",
		base64.StdEncoding.EncodeToString([]byte(pem)):     "private-key",
		"-----BEGIN CERTIFICATE-----\nMIIE":                "",
		"Bearer eyJhbGciOiJ9.eyJzdWIiOiIxIn0.c2ln":         "jwt",
		"eyJhbGciOiJ9.eyJzdWIiOiIxIn0":                     "",
		"postgres://app:hunter2@db:5432/app":               "password-url",
		"postgres://app:$(PASSWORD)@db:5432/app":           "",
		"postgres://app@db:5432/app?x=a:b@c":               "",
		"see https://example.org/ and mail a:b@c":          "",
		"Server=db;User=app;Password=hunter2;":             "password",
		"--password=${PASSWORD}":                           "",
		"--password=":                                      "",
		"http://a:b@c PASSWORD=x":                          "password-url password",
		"registry.example.org/team/app@sha256:" + "0a1b2c": "",
		"short": "",
	} {
		if got := looksLike(s); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%q looks like %v, want %q", s, got, want)
		}
	}
}

func TestFirsts(t *testing.T) {
	for _, token := range tokens {
		if !strings.Contains(firsts, token.prefix[:1]) {
			t.Errorf("no token is found that begins with %q", token.prefix)
		}
	}
}

// What repeats a form's beginning must not cost more than its length.
func TestLooksLikeIsLinear(t *testing.T) {
	for _, part := range []string{"eyJ", "eyJ.", "-eyJ", "glpat-", "://", "://a:", "assword=$", "-----BEGIN ", "LS0tLS1CRUdJTi", "SG."} {
		looksLike(strings.Repeat(part, 1<<20/len(part)))
	}
}

func FuzzLooksLike(f *testing.F) {
	f.Add("postgres://app:hunter2@db")
	f.Fuzz(func(t *testing.T, s string) {
		looksLike(s)
	})
}

func BenchmarkLooksLike(b *testing.B) {
	const image = "registry.example.org/team/application:v1.2.3"
	for b.Loop() {
		looksLike(image)
	}
}

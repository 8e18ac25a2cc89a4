package kubeyaml

import (
	"errors"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// resolvePlain says what an unquoted scalar is: its kind, and the text that goes with it.
func resolvePlain(text string) (estate.Kind, string, error) {
	if text == "" {
		return estate.Null, "", nil
	}
	switch c := text[0]; {
	case c == '~', c >= 'A' && c <= 'z':
		if kind := resolveWord(text); kind != estate.String {
			return kind, "", nil
		}
	case c >= '0' && c <= '9', c == '-', c == '+', c == '.':
		return resolveNumber(text)
	}
	return estate.String, text, nil
}

// resolveWord knows the words of YAML 1.1 that are no strings.
func resolveWord(text string) estate.Kind {
	if len(text) > len("false") {
		return estate.String
	}
	switch text {
	case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
		return estate.True
	case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
		return estate.False
	case "~", "null", "Null", "NULL":
		return estate.Null
	}
	return estate.String
}

var errNotFinite = errors.New("JSON has no such number")

// resolveNumber resolves what starts like a number. Literals that JSON knows stay as they are.
func resolveNumber(text string) (estate.Kind, string, error) {
	if isPlainInteger(text) {
		return estate.Number, text, nil
	}
	switch text {
	case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
		return estate.Number, text, errNotFinite
	}
	digits := strings.ReplaceAll(text, "_", "")
	if text[0] == '.' {
		// Here underscores must stand between digits.
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return estate.Number, decimal(digits, f), nil
		}
		return estate.String, text, nil
	}
	if n, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return estate.Number, strconv.FormatInt(n, 10), nil
	}
	if n, err := strconv.ParseUint(digits, 0, 64); err == nil {
		return estate.Number, strconv.FormatUint(n, 10), nil
	}
	if isDecimal(digits) {
		if f, err := strconv.ParseFloat(digits, 64); err == nil {
			return estate.Number, decimal(digits, f), nil
		}
	}
	return estate.String, text, nil
}

// isPlainInteger accepts what needs no further look: few digits without a leading zero.
func isPlainInteger(text string) bool {
	if len(text) > 18 || text[0] == '0' && len(text) > 1 {
		return false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// isDecimal accepts [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
func isDecimal(s string) bool {
	s = trimSign(s)
	whole := digitCount(s)
	s = s[whole:]
	if strings.HasPrefix(s, ".") {
		fraction := digitCount(s[1:])
		if whole+fraction == 0 {
			return false
		}
		s = s[1+fraction:]
	} else if whole == 0 {
		return false
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = trimSign(s[1:])
	return s != "" && digitCount(s) == len(s)
}

func trimSign(s string) string {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:]
	}
	return s
}

func digitCount(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// decimal returns JSON's literal of f, which is text itself where JSON allows it.
func decimal(text string, f float64) string {
	unsigned := strings.TrimPrefix(text, "-")
	whole := digitCount(unsigned)
	rest := unsigned[whole:]
	if whole == 1 || whole > 1 && unsigned[0] != '0' {
		if !strings.HasPrefix(rest, ".") || digitCount(rest[1:]) > 0 {
			return text
		}
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// keyText makes a field's name of a scalar that was resolved to kind and text.
func keyText(kind estate.Kind, text string) (string, error) {
	switch kind {
	case estate.String:
		return text, nil
	case estate.True:
		return "true", nil
	case estate.False:
		return "false", nil
	case estate.Number:
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return text, nil
		}
		if _, err := strconv.ParseUint(text, 10, 64); err == nil {
			return "", errors.New("too large a number for a key")
		}
		f, err := strconv.ParseFloat(text, 64)
		return strconv.FormatFloat(f, 'g', -1, 32), err
	case estate.Null:
		return "", errors.New("null cannot be a key")
	}
	return "", errors.New("a map or list cannot be a key")
}

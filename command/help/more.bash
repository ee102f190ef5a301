
# Values with a comma, of which several are typed behind each other: cobra would put a backslash before each comma, and complete nothing
# behind it.
__gongbao_handle_standard_completion_case()
{
    local tab=$'\t' longest=0 line value typed
    for line in "${completions[@]}"; do
        value=${line%%$tab*}
        printf -v typed %q "$value"
        typed=${typed//\\,/,}
        [[ $typed == "$cur"* ]] || continue
        COMPREPLY+=("$line")
        ((${#value} <= longest)) || longest=${#value}
    done
    if ((${#COMPREPLY[@]} == 1)); then
        printf -v typed %q "${COMPREPLY[0]%%$tab*}"
        COMPREPLY=("${typed//\\,/,}")
    else
        __gongbao_format_comp_descriptions "$longest"
    fi
}

# Without the package bash-completion: the words in front of the cursor, with those in one piece that bash parts at = and :.
if ! declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
    __gongbao_init_completion()
    {
        local i piece before rest=${COMP_LINE:0:COMP_POINT}
        COMPREPLY=() words=() cword=-1
        for ((i = 0; i <= COMP_CWORD; i++)); do
            piece=${COMP_WORDS[i]}
            before=$rest
            rest=${rest#"${rest%%[![:blank:]]*}"}
            [[ $rest == "$piece"* ]] || piece=$rest # the cursor stands in it
            if ((i > 0)) && [[ $before == "$rest" && ($piece == [=:]* || ${words[cword]} == *[=:]) ]]; then
                words[cword]+=$piece
            else
                words[++cword]=$piece
            fi
            rest=${rest#"$piece"}
        done
        cur=${words[cword]}
        prev=
        ((cword == 0)) || prev=${words[cword - 1]}
    }
fi

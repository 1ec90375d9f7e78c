namespace CompetencyBot.Tests.Robustness;

/// <summary>What stands in a cell of a file that somebody has prepared, or that a program has spoilt.</summary>
internal static class NastyCells
{
    private static readonly string[] Formulas =
    [
        "=cmd|' /C calc'!A1", "=1+1", "+1", "-1", "@SUM(A1:A9)", "=HYPERLINK(\"https://evil.example\",\"x\")", "-2+3+cmd|' /C calc'!A0", "＝1+1", "＋1", "－1",
        "＠SUM(A1)", "﹦1+1", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00A0=1+1", "\u3000＝1+1", "\uFEFF=1+1", "\u200B=1+1", "\u202E=1+1", "\u0001=1+1", "\"=1+1\"", "\"\"=1+1",
        "x;=1+1", "x\t=1+1", "x\n=1+1", "x\r=1+1", "x; \"=1+1\"", "x,=1+1", "'=1+1", "''=1+1", "=", "+", "-", "@", ";", "\t", "\r", "\n",
    ];

    private static readonly string[] Figures =
    [
        "79228162514264337593543950335", "-79228162514264337593543950335", "1e28", "-1e28", "1e999999999", "1e-999999999", "9999999999999999999999999999999", "0x10", "1,5", "1.5.5",
        "NaN", "∞", "１２３", "--1", "1e", "-0", "0.0000000000000000000000000001",
    ];

    private static readonly string[] Days =
    [
        "0001-01-01", "9999-12-31", "0000-00-00", "2018-02-30", "10000-01-01", "1989-12-31", "2101-01-01", "2100-12-31", "1990-01-01", "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00", "2018-03-01T25:00", "3/14/2018", "14/3/2018", "1/2/2018", "99/99/9999", "2018-03-01T00:00:00Z", "٢٠١٨-٠٣-٠١", "2018-3-1", "43160",
    ];

    private static readonly string[] Letters =
    [
        "", " ", "\"", "\"\"", "\"\"\"", "a\"b", "\"a\"b", "a\"\"b", "\0", "a\0b", "\u0001", "\u001B[31m", "\u007F", "\u0085", "\u2028", "\uFEFF", "\uFFFE", "\uFFFF", "😀", "👩‍👩‍👧‍👦",
        "e\u0301\u0301\u0301", "\u202Etxt.exe", "\u200F\u200E", "ＡＢＣ", "ﷺ", "İıſK", "NULL", "null", "undefined", "{0}", "{0:C9999999}", "%s%n", "<at>x</at>", "**b** [x](javascript:alert(1))",
        "../../etc/passwd", "'; DROP TABLE People;--", "C:\\x\\", "\\", "\\\"", "a,b", "a;b", "a\tb", "a\r\nb", "admin", "gold", "70-347",
    ];

    public static string Next(Dice dice) => dice.Next(5) switch
    {
        0 => Formulas[dice.Next(Formulas.Length)],
        1 => Figures[dice.Next(Figures.Length)],
        2 => Days[dice.Next(Days.Length)],
        3 => Letters[dice.Next(Letters.Length)] + Letters[dice.Next(Letters.Length)],
        _ when dice.Next(40) == 0 => new string('長', 15_000),
        _ => string.Concat(Enumerable.Repeat(Letters[dice.Next(Letters.Length)], dice.Next(1, 400))),
    };

    /// <summary>Any of these, or some of them behind each other.</summary>
    public static string NextMixed(Dice dice) => dice.Next(3) == 0 ? Next(dice) + Next(dice) : Next(dice);
}

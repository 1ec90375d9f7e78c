namespace CompetencyBot.Tests.Robustness;

/// <summary>Damage to the lines and cells of a file that stays text.</summary>
internal static class TextDamage
{
    private const int MostColumns = 5_000;

    private static readonly string[] Breaks = ["\r\n", "\r", "\n", "\n\n", "\u0085", "\u2028", "\n\r"];

    public static (string Damage, string Text) Of(string text, Dice dice)
    {
        var lines = text.Split('\n');
        return dice.Next(60) switch
        {
            < 28 => ("some cells nasty", Cells(lines, dice, Quoted)),
            < 36 => ("some cells nasty and not quoted", Cells(lines, dice, cell => cell)),
            < 38 => ("a column nasty", Column(lines, dice)),
            < 40 => ("other line breaks", string.Join(Breaks[dice.Next(Breaks.Length)], lines)),
            < 42 => ("one line break another", Inserted(text, Breaks[dice.Next(Breaks.Length)], dice)),
            < 44 => ("a stray quote", Inserted(text, new string('"', dice.Next(1, 4)), dice)),
            < 46 => ("the header alone", dice.Next(2) == 0 ? lines[0] : lines[0] + "\n"),
            < 47 => ("empty", new string("\n \t,"[dice.Next(4)], dice.Next(3))),
            < 49 => ("the header again", Inserted(lines, [lines[0]], dice)),
            < 50 => ("no header", string.Join('\n', lines.Skip(1))),
            < 52 => ("a column twice", Widened(lines, line => $"{line.TrimEnd('\r')},{line.Split(',')[0]}")),
            < 54 => ("many columns", Widened(lines, line => line + new string(',', MostColumns))),
            < 55 => ("a wide header", lines[0].TrimEnd('\r') + string.Concat(Enumerable.Range(0, MostColumns).Select(column => $",c{column}")) + text[lines[0].Length..]),
            < 57 => ("parted by other signs", text.Replace(',', ";\t|"[dice.Next(3)])),
            < 59 => ("rows repeated", Inserted(lines, [.. lines.Skip(1)], dice)),
            _ => ("a line without end", Endless(lines, dice)),
        };
    }

    private static string Cells(string[] lines, Dice dice, Func<string, string> written)
    {
        var spoilt = lines.ToArray();
        for (var times = dice.Next(1, 30); times > 0; times--)
        {
            var at = dice.Next(spoilt.Length);
            var cells = spoilt[at].Split(',');
            cells[dice.Next(cells.Length)] = written(NastyCells.NextMixed(dice));
            spoilt[at] = string.Join(',', cells);
        }

        return string.Join('\n', spoilt);
    }

    /// <summary>One nasty thing in every row: the whole column has to be judged.</summary>
    private static string Column(string[] lines, Dice dice)
    {
        var column = dice.Next(lines[0].Split(',').Length);
        var cell = Quoted(NastyCells.NextMixed(dice));
        return string.Join('\n', lines.Select((line, number) =>
        {
            var cells = line.Split(',');
            if (number > 0 && column < cells.Length)
                cells[column] = cell;
            return string.Join(',', cells);
        }));
    }

    private static string Endless(string[] lines, Dice dice)
    {
        var filling = dice.Next(4) switch
        {
            0 => new string('x', DamagedFiles.LongLine),
            1 => new string(',', DamagedFiles.LongLine),
            2 => '"' + new string('\n', DamagedFiles.LongLine) + '"',
            _ => '"' + new string('x', DamagedFiles.LongLine),
        };
        var at = dice.Next(lines.Length);
        return string.Join('\n', lines.Select((line, number) => number == at ? line + filling : line));
    }

    private static string Widened(string[] lines, Func<string, string> widen) => string.Join('\n', lines.Select(line => line.Length == 0 ? line : widen(line)));

    private static string Inserted(string[] lines, IEnumerable<string> added, Dice dice)
    {
        var at = dice.Next(lines.Length + 1);
        return string.Join('\n', [.. lines[..at], .. added, .. lines[at..]]);
    }

    private static string Inserted(string text, string added, Dice dice) => text.Insert(dice.Next(text.Length + 1), added);

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

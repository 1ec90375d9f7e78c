using System.Text;
using CompetencyBot.Sandbox;

namespace CompetencyBot.Tests.Robustness;

/// <param name="Index">Makes it, together with the seed.</param>
/// <param name="Damage">What was done to it, for whoever reads of a failure.</param>
internal sealed record DamagedFile(int Index, string Name, string Damage, byte[] Content)
{
    public override string ToString() => $"case {Index}: {Name}, {Content.Length} bytes, {Damage}";
}

/// <summary>The files of both sample organisations, each damaged in one to three ways; every case can be made by itself.</summary>
internal sealed class DamagedFiles(int seed)
{
    public const int LongLine = 10 * 1024 * 1024;

    private static readonly (string Name, byte[] Content)[] Samples =
    [
        .. from folder in new[] { SandboxFolder.SampleOrganisation, SandboxFolder.SampleSolutionsPartner }
           from path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal)
           select (Path.GetFileName(path), File.ReadAllBytes(path)),
    ];

    public DamagedFile Make(int index)
    {
        var dice = new Dice(((long)seed << 32) + index);
        var (name, content) = Samples[dice.Next(Samples.Length)];
        return Damaged(index, name, content, dice);
    }

    /// <summary>A whole folder: files of the first organisation, of which about half are damaged.</summary>
    public DamagedFile[] MakeFolder(int index)
    {
        var dice = new Dice(((long)seed << 32) + index);
        return
        [
            .. from sample in Samples.DistinctBy(sample => sample.Name)
               select dice.Next(2) == 0 ? Damaged(index, sample.Name, sample.Content, dice) : new DamagedFile(index, sample.Name, "none", sample.Content),
        ];
    }

    private static DamagedFile Damaged(int index, string name, byte[] content, Dice dice)
    {
        var damages = new List<string>();
        for (var times = dice.Next(1, 4); times > 0; times--)
        {
            var (damage, spoilt) = dice.Next(10) < 8 ? Reworded(content, dice) : Broken(content, dice);
            damages.Add(damage);
            content = spoilt;
        }

        return new(index, name, string.Join(", ", damages), content);
    }

    private static (string, byte[]) Reworded(byte[] content, Dice dice)
    {
        var (damage, text) = TextDamage.Of(Encoding.UTF8.GetString(content), dice);
        return (damage, Encoding.UTF8.GetBytes(text));
    }

    private static (string, byte[]) Broken(byte[] content, Dice dice) => dice.Next(9) switch
    {
        0 => ("cut", content[..dice.Next(content.Length + 1)]),
        1 => ("cut inside a character", content[..CharacterIn(content, dice)]),
        2 => ("begins with another mark", [.. Marks[dice.Next(Marks.Length)].Preamble, .. content]),
        3 => ("in another encoding", Encoded(content, dice)),
        4 => ("in UTF-16 with a mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content))]),
        5 => ("some bytes changed", Sprinkled(content, dice)),
        6 => ("a mark in the middle", Inserted(content, Encoding.UTF8.Preamble, dice)),
        7 => ("zeros inserted", Inserted(content, new byte[dice.Next(1, 5)], dice)),
        _ => ("random bytes", Noise(dice)),
    };

    private static readonly Encoding[] Marks = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];

    private static readonly Encoding[] Others =
    [
        Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, CodePagesEncodingProvider.Instance.GetEncoding(950)!, CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
    ];

    private static byte[] Encoded(byte[] content, Dice dice) => Others[dice.Next(Others.Length)].GetBytes(Encoding.UTF8.GetString(content));

    private static int CharacterIn(byte[] content, Dice dice)
    {
        var from = dice.Next(content.Length);
        var found = Array.FindIndex(content, Math.Min(from, Math.Max(0, content.Length - 1)), one => one >= 0xC0);
        return found < 0 ? from : found + 1;
    }

    private static byte[] Sprinkled(byte[] content, Dice dice)
    {
        var spoilt = content.ToArray();
        for (var times = dice.Next(1, 20); times > 0 && spoilt.Length > 0; times--)
            dice.NextBytes(spoilt.AsSpan(dice.Next(spoilt.Length), 1));
        return spoilt;
    }

    private static byte[] Inserted(byte[] content, ReadOnlySpan<byte> added, Dice dice)
    {
        var at = dice.Next(content.Length + 1);
        return [.. content[..at], .. added, .. content[at..]];
    }

    private static byte[] Noise(Dice dice)
    {
        var bytes = new byte[dice.Next(5_000)];
        dice.NextBytes(bytes);
        return bytes;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox;

/// <summary>A people file of which single fields can be changed; everything else is written back as it was, line endings too.</summary>
public sealed partial class PeopleFile
{
    internal const string Address = "UserPrincipalName";
    internal const string Name = "DisplayName";
    internal const string Account = "MicrosoftAccount";
    internal const string AssociatedOn = "AssociatedOn";

    private readonly string _path;
    private readonly bool _marked;
    private readonly List<(string[] Fields, string End)> _lines;

    private PeopleFile(string path, byte[] content)
    {
        _path = path;
        _marked = content.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var text = Encoding.UTF8.GetString(content.AsSpan(_marked ? Encoding.UTF8.Preamble.Length : 0));
        _lines = [.. Line().Matches(text).Select(line => (FieldsOf(line.Groups[1].Value), line.Groups[2].Value))];
        string[] header = [.. _lines[0].Fields.Select(Unquoted)];
        Columns = new[] { Address, Name, Account, AssociatedOn }.ToDictionary(
            column => column, column => Array.FindIndex(header, name => name.Equals(column, StringComparison.OrdinalIgnoreCase)));
        if (Columns.FirstOrDefault(column => column.Value < 0).Key is { } missing)
            throw new InvalidDataException($"There is no column {missing} in {path}.");
    }

    /// <summary>The rows of people: those with a name and no field too few.</summary>
    public IReadOnlyList<Row> Rows =>
    [
        .. _lines.Skip(1).Where(line => line.Fields.Length == _lines[0].Fields.Length)
            .Select(line => new Row(this, line.Fields)).Where(row => row[Name].Length > 0),
    ];

    private Dictionary<string, int> Columns { get; }

    public static string In(string folder) => Path.Combine(folder, "people.csv");

    /// <param name="path">A file with commas, in UTF-8; no field has several lines.</param>
    /// <exception cref="InvalidDataException">A column is missing that Partner Center changes.</exception>
    /// <exception cref="IOException">It is not there.</exception>
    public static PeopleFile Read(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>Writes it in one step: a reader sees the old or the new one whole.</summary>
    public void Write()
    {
        // In a folder below: the bot reports every file that lies beside the evidence, and a move is one step on the same disk only.
        var aside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_path)!, "being-written")).FullName;
        var part = Path.Combine(aside, Path.GetFileName(_path));
        var text = string.Concat(_lines.Select(line => string.Join(',', line.Fields) + line.End));
        File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: _marked));
        File.Move(part, _path, overwrite: true);
        Directory.Delete(aside);
    }

    private static string[] FieldsOf(string line) => [.. Field().Matches(line).Select(field => field.Value)];

    private static string Unquoted(string field) =>
        (field is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : field).Trim();

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(',', '"') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    [GeneratedRegex("([^\r\n]*)(\r\n|\n|\r|$)")]
    private static partial Regex Line();

    [GeneratedRegex("(?<=^|,)(?:\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Field();

    public sealed class Row
    {
        private readonly PeopleFile _file;
        private readonly string[] _fields;

        internal Row(PeopleFile file, string[] fields) => (_file, _fields) = (file, fields);

        /// <summary>One of the columns that are named above; empty where nothing stands.</summary>
        public string this[string column]
        {
            get => Unquoted(_fields[_file.Columns[column]]);
            internal set => _fields[_file.Columns[column]] = Quoted(value);
        }
    }
}

using System.Collections.Immutable;

namespace CompetencyBot.Sources;

internal enum ColumnUse
{
    Text,
    Date,

    /// <summary>Belongs to the file, so it is not an unknown column, but nothing asks for it.</summary>
    NotUsed,
}

internal sealed record Column(string Name, ColumnUse Use = ColumnUse.Text, bool Required = false);

/// <summary>The columns of one kind of file and how one of its rows becomes a record.</summary>
/// <param name="OneOf">Columns of which each row needs at least one, so that the file needs at least one too.</param>
/// <param name="Read">What it returns is dropped when it leaves a problem in the row.</param>
internal sealed record FileFormat<T>(ImmutableArray<Column> Columns, Func<Row, T> Read, ImmutableArray<string> OneOf)
{
    public FileFormat(ImmutableArray<Column> columns, Func<Row, T> read)
        : this(columns, read, [])
    {
    }
}

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CompetencyBot.Storage;

/// <summary>How the rows of an evidence table are written past EF's change tracker, which takes ten times as long for as many as an export has.</summary>
/// <param name="Columns">All but the key, which the database counts up.</param>
public sealed record RowShape(string Table, ImmutableArray<RowColumn> Columns)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    /// <param name="record">Type of an evidence record.</param>
    public static RowShape Of(IModel model, Type record)
    {
        ArgumentNullException.ThrowIfNull(model);
        var entity = model.FindEntityType(record) ?? throw new ArgumentException($"No table for {record}.", nameof(record));
        return new RowShape(
            Quoted(entity.GetTableName()!),
            [
                .. from property in entity.GetProperties()
                   where !property.IsPrimaryKey()
                   select new RowColumn(property.GetColumnName(), property.GetRelationalTypeMapping(), property.PropertyInfo),
            ]);
    }

    /// <summary>Both databases quote names so.</summary>
    private static string Quoted(string name) => $"\"{name}\"";
}

/// <param name="Member">Null for the snapshot that the row belongs to, of which the record knows nothing.</param>
public sealed record RowColumn(string Name, RelationalTypeMapping Mapping, PropertyInfo? Member)
{
    /// <returns>As the database keeps it.</returns>
    public object? ValueIn(object record, long snapshot)
    {
        var value = Member is null ? snapshot : Member.GetValue(record);
        return value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}

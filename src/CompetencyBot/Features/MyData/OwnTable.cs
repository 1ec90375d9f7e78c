using System.Linq.Expressions;
using System.Text.Json.Nodes;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData;

/// <summary>What one table keeps of a person: which rows, what of them the person is shown, and what becomes of them when they want it deleted.</summary>
/// <param name="Key">Its name in the files; never renamed.</param>
/// <param name="Row">Of the model.</param>
/// <param name="PersonColumns">Which of its columns name the person. A test compares all of them with the model.</param>
/// <param name="Origin">Where it comes from, in the reader's language.</param>
/// <param name="SeenBy">Who else can see it, in the reader's language.</param>
public abstract record OwnTable(string Key, Type Row, IReadOnlyList<string> PersonColumns, Func<string> Title, Func<string> Origin, Func<string> SeenBy)
{
    /// <summary>What of a row stands on the card beside how many there are; null = nothing but in the files.</summary>
    public Func<JsonObject, string?>? Detail { get; init; }

    /// <summary>Why it stays when the person wants everything deleted; null = it goes.</summary>
    public Func<string>? StaysBecause { get; init; }

    /// <summary>What is taken out of rows that stay, in the reader's language; null = nothing is.</summary>
    public Func<string>? Emptied { get; init; }

    /// <summary>The rows as the person is shown them: never with anything of somebody else.</summary>
    public abstract Task<IReadOnlyList<JsonObject>> ReadAsync(BotDb db, Myself me, CancellationToken cancellationToken);

    /// <returns>How many rows are gone, or emptied; 0 of what stays.</returns>
    public abstract Task<int> ForgetAsync(BotDb db, Myself me, CancellationToken cancellationToken);

    /// <summary>Once the person left long ago: the rows go, also those that stay while the person is here, or name a pseudonym from then on.</summary>
    /// <returns>How many rows are gone or changed.</returns>
    public abstract Task<int> RetireAsync(BotDb db, Myself me, string pseudonym, CancellationToken cancellationToken);
}

/// <param name="Mine">The person's rows.</param>
/// <param name="Shown">Made in the database, so that what is not shown is not read either.</param>
public sealed record OwnTable<TRow, TShown>(
    string Key,
    IReadOnlyList<string> PersonColumns,
    Func<string> Title,
    Func<string> Origin,
    Func<string> SeenBy,
    Func<BotDb, Myself, IQueryable<TRow>> Mine,
    Expression<Func<TRow, TShown>> Shown,
    Func<TShown, JsonObject> Words) : OwnTable(Key, typeof(TRow), PersonColumns, Title, Origin, SeenBy)
    where TRow : class
{
    /// <summary>How the rows are emptied that have to stay; null = nothing is taken out of them.</summary>
    public Func<IQueryable<TRow>, CancellationToken, Task<int>>? Empty { get; init; }

    /// <summary>How the rows are freed of a person that others still need; null = they go. Takes the person and what stands for them.</summary>
    public Func<IQueryable<TRow>, Myself, string, CancellationToken, Task<int>>? Rename { get; init; }

    public override Task<int> RetireAsync(BotDb db, Myself me, string pseudonym, CancellationToken cancellationToken) =>
        Rename is null ? Mine(db, me).ExecuteDeleteAsync(cancellationToken) : Rename(Mine(db, me), me, pseudonym, cancellationToken);

    public override async Task<IReadOnlyList<JsonObject>> ReadAsync(BotDb db, Myself me, CancellationToken cancellationToken) =>
        [.. (await Mine(db, me).AsNoTracking().Select(Shown).ToListAsync(cancellationToken)).Select(Words)];

    public override Task<int> ForgetAsync(BotDb db, Myself me, CancellationToken cancellationToken) =>
        Empty is not null ? Empty(Mine(db, me), cancellationToken)
        : StaysBecause is not null ? Task.FromResult(0)
        : Mine(db, me).ExecuteDeleteAsync(cancellationToken);
}

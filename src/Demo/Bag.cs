namespace Backchannel.Demo;

/// <summary>Draws in random order and repeats itself only when everything has been drawn.</summary>
sealed class Bag<T>(Random random, IEnumerable<T> items)
{
    readonly T[] _items = [.. items];
    int _left;

    public T Draw()
    {
        if (_left == 0)
        {
            random.Shuffle(_items);
            _left = _items.Length;
        }
        return _items[--_left];
    }
}
